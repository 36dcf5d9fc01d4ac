import '../styles/papers.css';
import { useRouter } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { stateLines } from '../../../core/papers/state-lines.ts';
import type { Run } from '../../../core/papers/paper.ts';
import type { Paper, PaperNumber } from '../api/report-queries.ts';

type Numbers = ReadonlyMap<string, PaperNumber>;

/** The paper as it will be printed; a figure on it is a link to what was counted. */
export function PaperView({ paper }: { paper: Paper }) {
  const { t } = useTranslation();
  const numbers = new Map(paper.numbers.map((number) => [number.id, number]));
  return (
    <article className={`td-paper td-paper-${paper.layout}`} aria-label={t('papers.preview')} lang="vi">
      {paper.mark && <p className="td-paper-mark">{paper.mark}</p>}
      {paper.layout === 'state' ? <StateHead paper={paper} /> : <PlainHead paper={paper} />}
      <p className="td-paper-standing">{paper.standing}</p>
      {paper.blocks.map((block, index) => (
        <PaperBlock key={index} block={block} numbers={numbers} />
      ))}
      <Closing paper={paper} />
    </article>
  );
}

function StateHead({ paper }: { paper: Paper }) {
  const lines = stateLines(paper.frame);
  return (
    <>
      <div className="td-paper-head">
        <div>
          {lines.parent && <p>{lines.parent}</p>}
          <p className="td-paper-bold td-paper-ruled">{lines.issuer}</p>
          <p>{lines.number}</p>
        </div>
        <div>
          <p className="td-paper-bold">{lines.country}</p>
          <p className="td-paper-bold td-paper-ruled">{lines.motto}</p>
          <p>
            <em>{lines.placeAndDate}</em>
          </p>
        </div>
      </div>
      <p className="td-paper-type">{lines.type}</p>
      <p className="td-paper-type td-paper-ruled">{lines.subject}</p>
      {lines.addressee && <p className="td-paper-centre">{lines.addressee}</p>}
    </>
  );
}

function PlainHead({ paper: { frame } }: { paper: Paper }) {
  const lines = stateLines(frame);
  return (
    <>
      <div className="td-paper-head">
        <p className="td-paper-bold">{frame.issuer}</p>
        <p>{lines.number}</p>
      </div>
      <p className="td-paper-type">{lines.type}</p>
      <p className="td-paper-centre td-paper-bold">{frame.subject}</p>
    </>
  );
}

function PaperBlock({ block, numbers }: { block: Paper['blocks'][number]; numbers: Numbers }) {
  if (block.kind === 'heading') return <h3>{block.runs.map(({ text }) => text).join('')}</h3>;
  if (block.kind !== 'table') {
    return (
      <p className={`td-paper-${block.kind}`}>
        {block.runs.map((run, index) => (
          <RunView key={index} run={run} numbers={numbers} />
        ))}
      </p>
    );
  }
  return (
    <div className="td-paper-table">
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map(({ header }) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map(({ bold, cells }, index) => (
            <tr key={index} className={bold ? 'td-paper-bold' : undefined}>
              {cells.map((run, at) => (
                <td key={at} className={block.columns[at]?.kind === 'number' ? 'td-paper-figure' : undefined}>
                  <RunView run={run} numbers={numbers} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunView({ run, numbers }: { run: Run; numbers: Numbers }) {
  const number = run.number === null ? undefined : numbers.get(run.number);
  if (!number) return <Fragment>{run.text}</Fragment>;
  return (
    <NumberLink number={number} className="td-paper-number">
      {run.text}
    </NumberLink>
  );
}

/** Opens what a number counts. Its address is the server's, and leads within the console. */
export function NumberLink(props: { number: PaperNumber; className?: string; children: string }) {
  const { history } = useRouter();
  const { link, label } = props.number;
  return (
    <a
      href={link}
      title={label}
      className={props.className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        history.push(link);
      }}
    >
      {props.children}
    </a>
  );
}

function Closing({ paper: { frame } }: { paper: Paper }) {
  const { t } = useTranslation();
  const { copies, capacity, signer } = stateLines(frame);
  return (
    <div className="td-paper-closing">
      <div>
        {copies.length > 0 && <p className="td-paper-copies">Nơi nhận:</p>}
        {copies.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div>
        {capacity.map((line) => (
          <p key={line} className="td-paper-bold">
            {line}
          </p>
        ))}
        <p className="td-paper-signer td-paper-bold">{signer || t('papers.noSigner')}</p>
      </div>
    </div>
  );
}
