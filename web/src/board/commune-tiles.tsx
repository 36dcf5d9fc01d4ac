import { IconAntennaBarsOff, IconCashBanknote, IconCashBanknoteOff, IconMountain } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, BoardCommune } from '../api/types.ts';
import { formatRatio } from '../format.ts';
import type { RankBy } from './league-table.tsx';
import { PointsSince } from './points-since.tsx';
import { withheldKey } from '../ui/withheld.ts';

/** Lowest first; those whose figures are withheld stand last. */
export function sortAreas(areas: readonly BoardCommune[], by: RankBy): BoardCommune[] {
  const value = (area: BoardCommune) => area[by]?.official.ratio ?? 2;
  return [...areas].sort((a, b) => value(a) - value(b) || (a.code < b.code ? -1 : 1));
}

/** Equal tiles, whatever the size of the ground; arrows move between them, Enter opens one. */
export function CommuneTiles(props: { board: Board; areas: readonly BoardCommune[]; by: RankBy }) {
  const { t } = useTranslation();
  return (
    <ul className="td-tiles" aria-label={t('chart.tiles.topic')}>
      {props.areas.map((area, index) => (
        <li key={area.kind + area.code}>
          <Tile board={props.board} area={area} by={props.by} first={index === 0} />
        </li>
      ))}
    </ul>
  );
}

/** Only one tile stands in the order of the Tab key; arrows make another one that. */
function moveFrom(event: KeyboardEvent<HTMLAnchorElement>): void {
  const tiles = [...(event.currentTarget.closest('ul')?.querySelectorAll('a') ?? [])];
  const next = nextTile(tiles, tiles.indexOf(event.currentTarget), event.key);
  if (!next) return;
  event.preventDefault();
  for (const tile of tiles) tile.tabIndex = tile === next ? 0 : -1;
  next.focus();
}

/** The tile beside, above or below another, as they stand on the screen. */
function nextTile(tiles: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === tiles[0]?.offsetTop).length);
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  if (key === 'Home') return tiles[0];
  if (key === 'End') return tiles.at(-1);
  const step = steps[key];
  return step === undefined ? undefined : tiles[at + step];
}

function Tile(props: { board: Board; area: BoardCommune; by: RankBy; first: boolean }) {
  const { t } = useTranslation();
  const { board, area, by } = props;
  const ratio = area[by]?.official.ratio;
  return (
    <AreaLink
      board={board}
      area={area}
      className="td-tile"
      tabIndex={props.first ? 0 : -1}
      onKeyDown={moveFrom}
    >
      <span className="td-tile-name">
        {area.name || t('board.communes.unplaced')} <AreaSigns area={area} />
      </span>
      {area.customers === null ? (
        <span className="td-small">{t(withheldKey(area))}</span>
      ) : (
        <>
          <span className="td-tile-ratio">{formatRatio(ratio, 1)}</span>
          <span className="td-tile-bar" aria-hidden>
            <span
              className={board.provisional ? 'td-hatched' : undefined}
              style={{ width: `${(ratio ?? 0) * 100}%` }}
            />
          </span>
          {area.lastYear && (
            <span className="td-small td-figures">
              <PointsSince now={ratio} then={area.lastYear[by].ratio} />
            </span>
          )}
        </>
      )}
    </AreaLink>
  );
}

/** The communes of a place as an address names them. */
export function codesOf(area: BoardCommune): string {
  return area.codes.map((code) => code || 'none').join(',');
}

interface Look {
  className?: string;
  tabIndex?: number;
  onKeyDown?: (event: KeyboardEvent<HTMLAnchorElement>) => void;
}

/** A commune leads to its villages, a former district to the customers of its communes. */
export function AreaLink(props: Look & { board: Board; area: BoardCommune; children?: ReactNode }) {
  const { t } = useTranslation();
  const { board, area, children = area.name || t('board.communes.unplaced'), ...look } = props;
  const unit = board.unit.kind === 'company' ? undefined : board.unit.code;
  const search = { period: board.period, unit, commune: codesOf(area) };
  if (area.kind === 'district' || area.code === '') {
    return (
      <Link to="/ratio-customers" search={{ ...search, state: 'not_cashless' }} {...look}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/ratio-villages" search={search} {...look}>
      {children}
    </Link>
  );
}

/** What marks a place: an icon with its words. */
export function AreaSigns({ area }: { area: BoardCommune }) {
  const { t } = useTranslation();
  const { counters, uncovered } = area;
  return (
    <>
      {area.disadvantaged && (
        <Sign icon={<IconMountain size={16} />} words={t('chart.tiles.disadvantaged')} />
      )}
      {counters !== null &&
        (counters > 0 ? (
          <Sign icon={<IconCashBanknote size={16} />} words={t('chart.tiles.counters')} />
        ) : (
          <Sign icon={<IconCashBanknoteOff size={16} />} words={t('chart.tiles.noCounter')} />
        ))}
      {uncovered !== null && uncovered > 0 && (
        <Sign
          icon={<IconAntennaBarsOff size={16} />}
          words={t('chart.tiles.uncovered', { count: uncovered })}
        />
      )}
      {area.kind === 'undecided' && <span className="td-small">({t('chart.tiles.undecided')})</span>}
    </>
  );
}

function Sign({ icon, words }: { icon: ReactNode; words: string }) {
  return (
    <span className="td-sign" title={words}>
      <span aria-hidden>{icon}</span>
      <span className="td-hidden">{words}</span>
    </span>
  );
}
