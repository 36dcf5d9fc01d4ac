import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour, nextAfter, workbenchAction, type PressedOn } from './workbench-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const on = (tagName: string, more: Partial<PressedOn> = {}): PressedOn => ({
  tagName,
  isContentEditable: false,
  isLine: false,
  ...more,
});
const rows = ['1', '2', '3'].map((id) => ({ id }));

test('keys are text in a field, and Enter presses a button that has the focus', () => {
  assert.equal(workbenchAction({ ...plain, key: 'J', target: null }), 'next');
  assert.equal(workbenchAction({ ...plain, key: 'x', target: on('BODY') }), 'select');
  assert.equal(workbenchAction({ ...plain, key: 'x', target: on('INPUT', { type: 'text' }) }), undefined);
  assert.equal(workbenchAction({ ...plain, key: 'x', target: on('INPUT', { type: 'checkbox' }) }), 'select');
  assert.equal(workbenchAction({ ...plain, key: 'Enter', target: on('BUTTON') }), undefined);
  assert.equal(workbenchAction({ ...plain, key: 'Enter', target: on('BUTTON', { isLine: true }) }), 'fix');
  assert.equal(workbenchAction({ ...plain, ctrlKey: true, key: 'a', target: null }), undefined);
});

test('the next line stays within the list', () => {
  assert.equal(neighbour(rows, undefined, 1)?.id, '1');
  assert.equal(neighbour(rows, '1', 1)?.id, '2');
  assert.equal(neighbour(rows, '3', 1)?.id, '3');
  assert.equal(neighbour(rows, '1', -1)?.id, '1');
  assert.equal(neighbour([], '1', 1), undefined);
});

test('after a fix the line below comes to hand, or the nearest above', () => {
  assert.equal(nextAfter(rows, new Set(['2']), '2')?.id, '3');
  assert.equal(nextAfter(rows, new Set(['3']), '3')?.id, '2');
  assert.equal(nextAfter(rows, new Set(['1', '2', '3']), '2'), undefined);
});
