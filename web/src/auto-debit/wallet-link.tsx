import { Button, CopyButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { refreshDebits, type Mandate, type WalletAgreement } from '../api/debit-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';

/** Makes the link under which a customer allows debits at the wallet, and shows it to be handed on. */
export function WalletLink({ mandate }: { mandate: Mandate }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const offer = useMutation({
    mutationFn: () => sendJson<WalletAgreement>('POST', `/mandates/${mandate.id}/wallet-link`),
    onSettled: () => refreshDebits(queries),
  });
  return (
    <>
      <Button size="compact-sm" variant="default" loading={offer.isPending} onClick={() => offer.mutate()}>
        {t('autoDebit.wallet.send')}
      </Button>
      {offer.isError && <ProblemBlock error={offer.error} />}
      {offer.data && <LinkDialog mandate={mandate} agreement={offer.data} onClose={() => offer.reset()} />}
    </>
  );
}

function LinkDialog({
  mandate,
  agreement,
  onClose,
}: {
  mandate: Mandate;
  agreement: WalletAgreement;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { link, state, failure, max, expiresAt } = agreement;
  return (
    <Dialog title={t('autoDebit.wallet.title', { number: mandate.number })} onClose={onClose}>
      {link === null ? (
        <p role="alert">
          {state === 'failed'
            ? t('autoDebit.wallet.refused', { code: failure ?? '' })
            : t('autoDebit.wallet.noAnswer')}
        </p>
      ) : (
        <>
          <p>{t('autoDebit.wallet.hand', { customer: mandate.customerName })}</p>
          <p className="td-mono" style={{ overflowWrap: 'anywhere' }}>
            {link}
          </p>
          <Facts
            facts={[
              [t('autoDebit.wallet.until'), formatDate(expiresAt)],
              [t('autoDebit.wallet.max'), max === null ? t('autoDebit.wallet.noMax') : formatMoney(max)],
            ]}
          />
        </>
      )}
      <div className="td-buttons">
        {link !== null && (
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="sm" onClick={copy}>
                {t(copied ? 'autoDebit.wallet.copied' : 'autoDebit.wallet.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button size="sm" variant="subtle" onClick={onClose}>
          {t('autoDebit.wallet.close')}
        </Button>
      </div>
    </Dialog>
  );
}

/** The instrument of a wallet's mandate: which wallet, and how its agreement stands. */
export function WalletInstrument({ agreement }: { agreement: WalletAgreement | undefined }) {
  const { t } = useTranslation();
  if (!agreement) return <span className="td-second-line">{t('autoDebit.wallet.none')}</span>;
  const { state, holder, boundAt, attention } = agreement;
  const words = [
    t(`autoDebit.wallet.states.${state}`),
    state === 'bound' && holder,
    state === 'bound' && boundAt !== null && formatDate(boundAt),
  ];
  return (
    <>
      <span className="td-second-line">{words.filter(Boolean).join(', ')}</span>
      {attention !== null && (
        <span className="td-second-line td-bad-text">{t(`autoDebit.wallet.marks.${attention}`)}</span>
      )}
    </>
  );
}
