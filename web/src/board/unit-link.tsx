import { Link } from '@tanstack/react-router';
import type { Board, BoardUnit } from '../api/types.ts';

/** A unit of a board leads to its own board of the same month. */
export function UnitLink({ board, unit }: { board: Board; unit: BoardUnit }) {
  return (
    <Link to="/units/$code" params={{ code: unit.code }} search={{ period: board.period }}>
      {unit.name}
    </Link>
  );
}
