import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { resetTour, useTour } from '../demo/tour.ts';

/** Five things in five minutes; each ticks itself once it has been done. */
export function TourList() {
  const { t } = useTranslation();
  const { steps, done } = useTour();
  return (
    <section aria-labelledby="tour" className="td-tour">
      <div className="td-section-head">
        <h2 id="tour">{t('tour.title')}</h2>
        <span className="td-small td-figures">
          {t('tour.progress', { done: done.length, all: steps.length })}
        </span>
      </div>
      <ol>
        {steps.map((step) => (
          <li key={step} className={done.includes(step) ? 'td-tour-done' : undefined}>
            {done.includes(step) ? (
              <IconCircleCheckFilled size={22} aria-label={t('words.yes')} />
            ) : (
              <IconCircleDashed size={22} stroke={1.5} aria-hidden />
            )}
            <div>
              <span className="td-tour-title">{t(`tour.${step}`)}</span>
              <span className="td-second-line">{t(`tour.${step}Text`)}</span>
            </div>
          </li>
        ))}
      </ol>
      {done.length > 0 && (
        <button type="button" className="td-link-button" onClick={resetTour}>
          {t('tour.reset')}
        </button>
      )}
    </section>
  );
}
