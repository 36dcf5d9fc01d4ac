import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeeDraft, TierDraft } from './fee-draft.ts';

interface Edited {
  draft: FeeDraft;
  onChange: (draft: FeeDraft) => void;
}

/** The fee rule of the contract: none, a price per payment, a share, or tiers. */
export function FeeFields({ draft, onChange }: Edited) {
  const { t } = useTranslation();
  const change = (part: Partial<FeeDraft>) => onChange({ ...draft, ...part });
  return (
    <fieldset className="td-control td-stack td-gap">
      <legend className="td-label">{t('settlement.terms.feeKind')}</legend>
      <div className="td-radio">
        {(['none', 'flat', 'percent', 'tiers'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="feeKind"
              checked={draft.kind === kind}
              onChange={() => change({ kind })}
            />
            {t(`settlement.terms.feeKinds.${kind}`)}
          </label>
        ))}
      </div>
      {draft.kind === 'flat' && (
        <Typed
          label={t('settlement.terms.perPayment')}
          value={draft.perPayment}
          onTyped={(perPayment) => change({ perPayment })}
        />
      )}
      {draft.kind === 'percent' && (
        <div className="td-filters">
          <Typed
            label={t('settlement.terms.percent')}
            value={draft.percent}
            onTyped={(percent) => change({ percent })}
          />
          <Typed label={t('settlement.terms.min')} value={draft.min} onTyped={(min) => change({ min })} />
          <Typed label={t('settlement.terms.max')} value={draft.max} onTyped={(max) => change({ max })} />
        </div>
      )}
      {draft.kind === 'tiers' && <TierFields draft={draft} onChange={onChange} />}
    </fieldset>
  );
}

function TierFields({ draft, onChange }: Edited) {
  const { t } = useTranslation();
  const { by, tiers } = draft;
  const change = (index: number, part: Partial<TierDraft>) =>
    onChange({ ...draft, tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...part } : tier)) });
  return (
    <>
      <div className="td-radio">
        {(['count', 'amount'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="tiersBy"
              checked={by === value}
              onChange={() => onChange({ ...draft, by: value })}
            />
            {t(`settlement.terms.tiersBys.${value}`)}
          </label>
        ))}
      </div>
      {tiers.map((tier, index) => (
        <div key={index} className="td-filters">
          {index === tiers.length - 1 ? (
            <span className="td-field td-field-short">
              <span className="td-label">{t('settlement.terms.tier', { n: index + 1 })}</span>
              <span className="td-tier-end">{t('settlement.terms.above')}</span>
            </span>
          ) : (
            <Typed
              label={t('settlement.terms.tierUpTo', { n: index + 1 })}
              value={tier.upTo}
              onTyped={(upTo) => change(index, { upTo })}
            />
          )}
          <Typed
            label={t(by === 'count' ? 'settlement.terms.perPayment' : 'settlement.terms.priceOrPercent')}
            value={tier.price}
            onTyped={(price) => change(index, { price })}
          />
          {tiers.length > 1 && (
            <Button
              size="sm"
              variant="subtle"
              onClick={() => onChange({ ...draft, tiers: tiers.filter((_, at) => at !== index) })}
            >
              {t('settlement.terms.removeTier', { n: index + 1 })}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          variant="default"
          disabled={tiers.length >= 20}
          onClick={() => onChange({ ...draft, tiers: [{ upTo: '', price: '' }, ...tiers] })}
        >
          {t('settlement.terms.addTier')}
        </Button>
      </div>
    </>
  );
}

function Typed(props: { label: string; value: string; onTyped: (text: string) => void }) {
  const id = useId();
  return (
    <div className="td-field td-field-short">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="td-figures td-right"
        inputMode="decimal"
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.onTyped(event.currentTarget.value)}
      />
    </div>
  );
}
