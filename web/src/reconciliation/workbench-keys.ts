/** What a key means on the workbench while no field has the focus; a number is the fix in that place. */
export type WorkbenchAction =
  number | 'next' | 'previous' | 'fix' | 'select' | 'selectAll' | 'take' | 'keys' | 'leave';

const actionOfKey: Record<string, WorkbenchAction> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'fix',
  x: 'select',
  a: 'selectAll',
  t: 'take',
  '?': 'keys',
  Escape: 'leave',
};

export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The element with the focus: in a field keys are text, on a button Enter presses the button. */
  target: PressedOn | null;
}

export interface PressedOn {
  tagName: string;
  isContentEditable: boolean;
  type?: string | undefined;
  /** A line of the list: Enter fixes it. */
  isLine: boolean;
}

export function workbenchAction(pressed: PressedKey): WorkbenchAction | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  const { target } = pressed;
  const tag = target?.tagName.toLowerCase() ?? '';
  const isTick = tag === 'input' && target?.type === 'checkbox';
  if (target?.isContentEditable || tag === 'textarea' || tag === 'select' || (tag === 'input' && !isTick))
    return undefined;
  const { key } = pressed;
  const pressesItself = tag === 'a' || tag === 'summary' || tag === 'button' || isTick;
  if (key === 'Enter' && pressesItself && !target?.isLine) return undefined;
  if (/^[1-9]$/.test(key)) return Number(key);
  return actionOfKey[key.length === 1 ? key.toLowerCase() : key];
}

/** The line to go to from one that stands in the list, or from none. */
export function neighbour<Row extends { id: string }>(
  rows: readonly Row[],
  id: string | undefined,
  step: 1 | -1,
): Row | undefined {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return rows[0];
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
}

/** After some lines are done with: the first that stays below the one worked on, else the nearest above it. */
export function nextAfter<Row extends { id: string }>(
  rows: readonly Row[],
  done: ReadonlySet<string>,
  id: string | undefined,
): Row | undefined {
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  );
  return (
    rows.slice(at).find((row) => !done.has(row.id)) ?? rows.slice(0, at).findLast((row) => !done.has(row.id))
  );
}
