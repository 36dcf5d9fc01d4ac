import '../styles/codes.css';
import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiAddress } from '../api/call.ts';
import { billCodeQuery, customerCodesQuery, type BillCode } from '../api/services-queries.ts';
import { formatDate, formatInstant, formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { CopyLine } from './copy-line.tsx';

/** The code over what is open of one bill, with its words to copy; a bill that needs none says so. */
export function BillCodeDialog({ billId, onClose }: { billId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(billCodeQuery(billId));
  return (
    <Dialog title={t('codes.ofBill')} onClose={onClose}>
      <Answered query={query}>
        {({ account, bill }) => (
          <>
            <p>
              {bill.description}
              <span className="td-second-line td-mono">{bill.externalId}</span>
            </p>
            {bill.payload === null || bill.purpose === null ? (
              <p className={`td-notice ${bill.state === 'paid' ? 'td-notice-good' : ''}`} role="status">
                {t(`codes.states.${bill.state as 'paid'}`, {
                  until: bill.heldUntil === null ? '' : formatInstant(bill.heldUntil),
                })}
              </p>
            ) : (
              <CodeView
                path={`/bills/${encodeURIComponent(bill.billId)}/qr/file`}
                account={account}
                purpose={bill.purpose}
                payload={bill.payload}
                amount={bill.amount}
                dueOn={bill.dueOn}
              />
            )}
          </>
        )}
      </Answered>
      <div className="td-buttons">
        <Button size="sm" variant="default" onClick={onClose}>
          {t('codes.close')}
        </Button>
      </div>
    </Dialog>
  );
}

/** The code of a customer for every month; the payer types the amount. */
export function CustomerCodeDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(customerCodesQuery(code));
  return (
    <Dialog title={t('codes.ofCustomer')} onClose={onClose}>
      <Answered query={query}>
        {({ account, customer, payload, purpose }) =>
          payload === null || purpose === null ? (
            <p className="td-notice">{t('codes.states.no_account')}</p>
          ) : (
            <>
              <p>{t('codes.staticText', { name: customer.name })}</p>
              <CodeView
                path={`/customers/${encodeURIComponent(customer.code)}/qr/file`}
                account={account}
                purpose={purpose}
                payload={payload}
              />
            </>
          )
        }
      </Answered>
      <div className="td-buttons">
        <Button size="sm" variant="default" onClick={onClose}>
          {t('codes.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function CodeView(props: {
  path: string;
  account: BillCode['account'];
  purpose: string;
  payload: string;
  amount?: string;
  dueOn?: string;
}) {
  const { t } = useTranslation();
  const { path, account, purpose, payload, amount, dueOn } = props;
  return (
    <>
      <img className="td-code" src={apiAddress(path)} alt={t('codes.picture', { purpose })} />
      <Facts
        facts={[
          amount !== undefined && [
            t('codes.amount'),
            <span key="amount" className="td-strong">
              {formatMoney(amount)}
            </span>,
          ],
          dueOn !== undefined && [t('customers.bill.due'), formatDate(dueOn)],
          account && [t('codes.account'), `${account.number}, ${account.bankName}`],
          account && [t('codes.holder'), account.holder],
        ]}
      />
      <CopyLine label={t('codes.purpose')} text={purpose} />
      <CopyLine label={t('codes.payload')} text={payload} />
      <p className="td-small">{t('codes.noFee')}</p>
      <p className="td-buttons">
        <a href={apiAddress(path, { format: 'png' })} download>
          {t('codes.png')}
        </a>
        <a href={apiAddress(path, { format: 'svg' })} download>
          {t('codes.svg')}
        </a>
      </p>
    </>
  );
}
