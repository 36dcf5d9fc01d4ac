import '../styles/charts.css';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../api/call.ts';
import { formatInstant } from '../format.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { Tag } from '../ui/tag.tsx';
import { printAlone } from './printing.ts';

interface ChartFrameProps {
  /** What the chart is about, in two or three words; also the name of the region. */
  topic: string;
  /** What the chart says: the message, not the name of its axes. */
  title: ReactNode;
  /** Period, unit, how to read the marks. */
  note?: ReactNode;
  /** `name@version` of every definition that was drawn; more than one are named one after the other. */
  definitions: readonly string[];
  /** Up to when the figures go. */
  asOf: string;
  provisional?: boolean | undefined;
  /** One sentence that says what is seen; the same sentence is the chart's text alternative. */
  summary: string;
  /** The address of the figures as a workbook. */
  xlsx: { path: string; query?: Query };
  /** Choices that change what is drawn. */
  actions?: ReactNode;
  /** The same figures as a table, every cell a link to what it counts; undefined where the chart is a table itself. */
  table?: ReactNode;
  /** The chart, or why there is none. */
  children: ReactNode;
}

/**
 * The one frame of every chart: message, definition and data-as-of above it, a sentence and its table below it, workbook
 * and print beside it. One frame is one page of the presentation and of the print.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  return (
    <section ref={frame} className="td-section td-chart-frame" aria-label={props.topic} data-chart-frame="">
      <div className="td-section-head">
        <div>
          <p className="td-chart-topic">{props.topic}</p>
          <h2>{props.title}</h2>
          <ChartStamp {...props} />
        </div>
        <div className="td-actions">
          {props.actions}
          <ExportLink {...props.xlsx} />
          <Button
            variant="default"
            size="sm"
            aria-label={t('chart.printThis', { topic: props.topic })}
            onClick={() => frame.current && printAlone(frame.current)}
          >
            <IconPrinter size={16} aria-hidden />
          </Button>
        </div>
      </div>
      {props.children}
      {props.summary && <p className="td-chart-summary">{props.summary}</p>}
      {props.table !== undefined && (
        <details className="td-data-table">
          <summary>{t('table.asTable')}</summary>
          {props.table}
        </details>
      )}
    </section>
  );
}

function ChartStamp({ note, definitions, asOf, provisional }: ChartFrameProps) {
  const { t } = useTranslation();
  return (
    <p className="td-subtitle td-figures">
      {sentence(note)}{' '}
      {definitions.length > 0 && `${t('chart.definition', { definition: definitions.join(', ') })}. `}
      {t('board.asOf', { time: formatInstant(asOf) })}. {provisional && <ProvisionalTag />}
    </p>
  );
}

/** What stands before other sentences ends like one. */
function sentence(note: ReactNode): ReactNode {
  return typeof note === 'string' && note !== '' && !note.endsWith('.') ? `${note}.` : note;
}

function ProvisionalTag() {
  const { t } = useTranslation();
  return <Tag tone="idle">{t('board.provisional')}</Tag>;
}
