import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { pointsQuery, type AgentPoint } from '../api/till-queries.ts';
import { formatCount, formatMoney } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { PointDialog } from './point-dialog.tsx';

/** Points of agents, with what each has collected that its agent has not settled yet. */
export function PointsSection() {
  const { t } = useTranslation();
  const query = useQuery(pointsQuery);
  const may = useMay('tills.manage');
  const [saving, setSaving] = useState<AgentPoint | 'new'>();
  return (
    <Section
      title={t('tills.points.title')}
      subtitle={t('tills.points.text')}
      actions={
        may && (
          <Button size="sm" onClick={() => setSaving('new')}>
            {t('tills.save.newPoint')}
          </Button>
        )
      }
    >
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('tills.points.none')}</Empty>
          ) : (
            <PointsTable points={rows} onChange={may ? setSaving : undefined} />
          )
        }
      </Answered>
      {saving && (
        <PointDialog point={saving === 'new' ? undefined : saving} onClose={() => setSaving(undefined)} />
      )}
    </Section>
  );
}

function PointsTable(props: {
  points: readonly AgentPoint[];
  onChange: ((point: AgentPoint) => void) | undefined;
}) {
  const { t } = useTranslation();
  const { points, onChange } = props;
  const columns: Column<AgentPoint>[] = [
    {
      key: 'point',
      header: t('tills.points.point'),
      phone: 'title',
      cell: ({ name, code, partner, commune }) => (
        <span>
          {name || t('tills.points.unregistered')}
          <span className="td-second-line">
            {code}, {partner.name}
            {commune ? `, ${commune.name}` : ''}
          </span>
        </span>
      ),
    },
    {
      key: 'today',
      header: t('tills.points.today'),
      kind: 'number',
      cell: ({ todayAmount, todayCount }) => (
        <span>
          {formatMoney(todayAmount)}
          <span className="td-second-line">
            {t('tills.points.count', { number: formatCount(todayCount) })}
          </span>
        </span>
      ),
    },
    {
      key: 'used',
      header: t('tills.points.used'),
      kind: 'number',
      cell: ({ used }) => formatMoney(used),
    },
    {
      key: 'limit',
      header: t('tills.points.limit'),
      kind: 'number',
      cell: ({ limit }) => (limit === null ? t('tills.points.noLimit') : formatMoney(limit)),
    },
    {
      key: 'state',
      header: t('tills.state'),
      cell: (point) => <PointState point={point} />,
    },
    ...(onChange
      ? [
          {
            key: 'change',
            header: t('tills.takings.acts'),
            phone: 'wide' as const,
            cell: (point: AgentPoint) => (
              <Button size="xs" variant="default" onClick={() => onChange(point)}>
                {t('tills.save.change')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <ReportTable
      caption={t('tills.points.title')}
      columns={columns}
      rows={points}
      rowKey={({ partner, code }) => `${partner.code}/${code}`}
    />
  );
}

function PointState({ point: { open, registered, overLimit } }: { point: AgentPoint }) {
  const { t } = useTranslation();
  if (!registered) return <Tag tone="warn">{t('tills.points.unregistered')}</Tag>;
  if (overLimit) return <Tag tone="bad">{t('tills.points.over')}</Tag>;
  return <Tag tone={open ? 'good' : 'past'}>{t(open ? 'tills.points.open' : 'tills.points.closed')}</Tag>;
}
