import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  handOverPreviewQuery,
  refreshHandOver,
  type HandedBack,
  type HandOverPreview,
  type HandOverWish,
} from '../api/collecting-queries.ts';
import { partnersQuery } from '../api/queries.ts';
import { formatCount, formatMoney } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, ProblemBlock } from '../ui/states.tsx';

interface Asked {
  wish: HandOverWish;
  onDone: (done: HandedBack & { partner: string | undefined }) => void;
}

/** What would move, from where; and the button that does it after one question. */
export function HandOverPreviewPart({ wish, onDone }: Asked) {
  const { t } = useTranslation();
  const preview = useQuery(handOverPreviewQuery(wish));
  const partners = useQuery(partnersQuery);
  const [asking, setAsking] = useState(false);
  const { partner: code } = wish;
  const partner =
    code === null ? undefined : (partners.data?.rows.find((one) => one.code === code)?.name ?? code);
  const kind = partner === undefined ? 'back' : 'give';
  return (
    <Answered query={preview}>
      {(figures) => (
        <div className="td-stack td-gap">
          <p className={figures.bills > 0 ? 'td-hand-over-sum' : 'td-small'} role="status">
            {t(figures.bills === 0 ? 'handOver.preview.nothing' : `handOver.preview.${kind}`, {
              bills: formatCount(figures.bills),
              customers: formatCount(figures.customers),
              open: formatMoney(figures.open),
              partner: partner ?? '',
            })}
          </p>
          {figures.heldElsewhere > 0 && (
            <p className="td-notice td-notice-warn">
              {t('handOver.preview.held', { bills: formatCount(figures.heldElsewhere) })}
            </p>
          )}
          {figures.places.length > 0 && <PlacesTable wish={wish} places={figures.places} />}
          {figures.bills > 0 && (
            <div className="td-buttons">
              <Button size="sm" disabled={preview.isPlaceholderData} onClick={() => setAsking(true)}>
                {t(`handOver.preview.${kind}Button`, { bills: formatCount(figures.bills) })}
              </Button>
            </div>
          )}
          {asking && (
            <ConfirmHandOver
              wish={wish}
              figures={figures}
              partner={partner}
              onDone={onDone}
              onClose={() => setAsking(false)}
            />
          )}
        </div>
      )}
    </Answered>
  );
}

function PlacesTable({ wish, places }: { wish: HandOverWish; places: HandOverPreview['places'] }) {
  const { t } = useTranslation();
  const { unit, book, period } = wish;
  return (
    <ReportTable
      caption={t('handOver.preview.places')}
      rows={places}
      rowKey={({ partner }) => partner?.code ?? ''}
      columns={[
        {
          key: 'place',
          header: t('handOver.preview.place'),
          phone: 'title',
          cell: ({ partner }) => partner?.name ?? t('handOver.walkIn'),
        },
        {
          key: 'bills',
          header: t('handOver.preview.bills'),
          kind: 'number',
          cell: ({ partner, bills }) => (
            <Link to="/hand-over/bills" search={{ partner: partner?.code, unit, book, period }}>
              {formatCount(bills)}
            </Link>
          ),
        },
        {
          key: 'open',
          header: t('handOver.preview.open'),
          kind: 'number',
          cell: ({ open }) => formatMoney(open),
        },
        {
          key: 'after',
          header: t('handOver.preview.after'),
          cell: ({ moves }) => t(moves ? 'handOver.preview.moves' : 'handOver.preview.stays'),
        },
      ]}
    />
  );
}

function ConfirmHandOver(
  props: Asked & { figures: HandOverPreview; partner: string | undefined; onClose: () => void },
) {
  const { t } = useTranslation();
  const { wish, figures, partner } = props;
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => sendJson<HandedBack>('POST', '/bills/hand-over', wish),
    onSuccess: (moved) => {
      props.onDone({ ...moved, partner });
      props.onClose();
    },
    onSettled: () => refreshHandOver(queries),
  });
  const kind = partner === undefined ? 'back' : 'give';
  const words = { partner: partner ?? '' };
  return (
    <Dialog title={t(`handOver.confirm.${kind}Title`, words)} onClose={props.onClose}>
      {change.isError && <ProblemBlock error={change.error} />}
      <p className="td-hand-over-sum">
        {t(`handOver.preview.${kind}`, {
          ...words,
          bills: formatCount(figures.bills),
          customers: formatCount(figures.customers),
          open: formatMoney(figures.open),
        })}
      </p>
      <p>{t(`handOver.confirm.${kind}Effect`, words)}</p>
      <p className="td-small">{t('handOver.confirm.safe')}</p>
      <div className="td-buttons">
        <Button size="sm" loading={change.isPending} onClick={() => change.mutate()}>
          {t(`handOver.confirm.${kind}Yes`)}
        </Button>
        <Button size="sm" variant="subtle" onClick={props.onClose}>
          {t('words.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
