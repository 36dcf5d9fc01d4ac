import { IconCheck, IconClock, IconExclamationMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../format.ts';

export type Progress = 'done' | 'waiting' | 'problem';

const icons = { done: IconCheck, waiting: IconClock, problem: IconExclamationMark };

/** One station on the way of the money: how far it is, told by icon and word, when, and what is known of it. */
export function TraceStep(props: {
  progress: Progress;
  title: ReactNode;
  at?: string | null;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const Icon = icons[props.progress];
  return (
    <li className={`td-trace-step td-trace-${props.progress}`}>
      <span className="td-trace-mark">
        <Icon size={16} stroke={2.2} aria-hidden />
      </span>
      <div className="td-trace-body">
        <div className="td-trace-head">
          <h3>{props.title}</h3>
          <span className="td-small td-figures">
            {t(`trace.step.${props.progress}`)}
            {props.at && ` · ${formatInstant(props.at)}`}
          </span>
        </div>
        {props.children}
      </div>
    </li>
  );
}

/** A line of a station: what it is, and its amount at the right. */
export function TraceLine({ children, amount }: { children: ReactNode; amount?: string }) {
  return (
    <div className="td-trace-line">
      <span>{children}</span>
      {amount !== undefined && <span className="td-figures td-nowrap">{amount}</span>}
    </div>
  );
}
