import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutreachGround } from '../api/outreach-queries.ts';
import { formatCount } from '../format.ts';

/** The counters of the register, commune by commune, to choose which ones a scenario closes. */
export function Counters({ counters }: Pick<OutreachGround, 'counters'>) {
  const { t } = useTranslation();
  return (
    <fieldset className="td-outreach-counters">
      <legend>{t('outreach.form.closes')}</legend>
      <p className="td-small">
        {t(counters.length === 0 ? 'outreach.form.noCounter' : 'outreach.form.closesLead')}
      </p>
      {counters.map(({ code, name, households, points }) => (
        <div key={code}>
          <strong>
            {t('outreach.form.counterCommune', { name, count: formatCount(households) as never })}
          </strong>
          {points.map((point) => (
            <Choice key={point.code} name="closesPoints" value={point.code}>
              {point.name} <span className="td-mono">{point.code}</span>
            </Choice>
          ))}
          {points.length === 0 && (
            <Choice name="closes" value={code}>
              {t('outreach.form.counterUnknown')}
            </Choice>
          )}
        </div>
      ))}
    </fieldset>
  );
}

function Choice({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <label className="td-outreach-counter">
      <input type="checkbox" name={name} value={value} /> {children}
    </label>
  );
}
