import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Title, where one stands, one sentence, and what can be done; the same head on every screen. */
export function Page(props: {
  title: string;
  lead?: ReactNode;
  crumbs?: ReactNode[];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${props.title} – ${t('app.name')}`;
  }, [props.title, t]);
  return (
    <div className="td-page">
      {props.crumbs && props.crumbs.length > 0 && <Crumbs crumbs={props.crumbs} />}
      <div className="td-page-head">
        <div>
          <h1>{props.title}</h1>
          {props.lead && <p className="td-lead">{props.lead}</p>}
        </div>
        {props.actions && <div className="td-actions">{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}

function Crumbs({ crumbs }: { crumbs: ReactNode[] }) {
  return (
    <nav aria-label="breadcrumb" className="td-crumbs">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={index}>
            {index > 0 && <IconChevronRight size={14} aria-hidden />}
            {crumb}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A titled part of a screen: title says the message, subtitle the definition. */
export function Section(props: {
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className="td-section" id={props.id}>
      <div className="td-section-head">
        <div>
          <h2>{props.title}</h2>
          {props.subtitle && <p className="td-subtitle">{props.subtitle}</p>}
        </div>
        {props.actions && <div className="td-actions">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** Label and value pairs of one thing. */
export function Facts({
  facts,
}: {
  facts: (readonly [label: string, value: ReactNode] | false | null | undefined)[];
}) {
  return (
    <dl className="td-facts">
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
