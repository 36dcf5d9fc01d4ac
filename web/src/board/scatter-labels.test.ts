import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelSides } from './scatter-labels.ts';

const widthPx = 300;

test('a name stands beside its bubble where nothing else lies, and those that come first choose first', () => {
  const lone = { x: 50, y: 150, radius: 10, name: 'Vũ Quang' };
  const atEdge = { x: 290, y: 20, radius: 10, name: 'Kỳ Anh' };
  const behind = { x: 262, y: 22, radius: 20, name: 'Hà Tĩnh' };
  assert.deepEqual(labelSides([lone, atEdge, behind], widthPx), ['right', undefined, 'left']);
  assert.deepEqual(
    labelSides([lone, { ...lone, y: 155 }], widthPx),
    ['right', undefined],
    'beside it there is no room left',
  );
  const [first, second] = [
    { x: 100, y: 50, radius: 5, name: 'Một' },
    { x: 180, y: 50, radius: 5, name: 'Một hai ba bốn' },
  ];
  assert.deepEqual(labelSides([first, second], widthPx), ['right', 'right']);
  assert.deepEqual(labelSides([], widthPx), []);
});
