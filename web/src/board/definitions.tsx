import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';

/** How the ratios are computed, one click from every figure. A native popover: Escape closes it. */
export function Definitions({ period, unit }: { period: string; unit: string | undefined }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <button type="button" className="td-chip" popoverTarget={id}>
        <IconInfoCircle size={16} aria-hidden />
        {t('board.definition.button')}
      </button>
      <div
        id={id}
        popover="auto"
        className="td-popover"
        role="dialog"
        aria-label={t('board.definition.title')}
      >
        <div className="td-section-head">
          <h3>{t('board.definition.title')}</h3>
          <button
            type="button"
            className="td-icon-button"
            popoverTarget={id}
            popoverTargetAction="hide"
            aria-label={t('words.cancel')}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
        <p>{t('board.definition.of')}</p>
        <ul>
          <li>{t('board.definition.customers')}</li>
          <li>{t('board.definition.money')}</li>
          <li>{t('board.definition.bills')}</li>
        </ul>
        <p>{t('board.definition.official', { version: kpiDefinitions.official.version })}</p>
        <p>{t('board.definition.strict', { version: kpiDefinitions.strict.version })}</p>
        <p>{t('board.definition.gap')}</p>
        <Link to="/kpi-definitions" search={{ period, unit }}>
          {t('kpi.definitions.open')}
        </Link>
      </div>
    </>
  );
}
