import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en.ts';
import { vi } from './vi.ts';

test('both languages have the same keys and the same blanks to fill', () => {
  const vietnamese = flatten(vi);
  const english = flatten(en);
  assert.deepEqual([...english.keys()].sort(), [...vietnamese.keys()].sort());
  for (const [key, text] of vietnamese) {
    assert.deepEqual(blanksOf(english.get(key) ?? ''), blanksOf(text), key);
  }
});

test('Vietnamese text is in composed form and uses neither ₫ nor an exclamation mark', () => {
  for (const [key, text] of flatten(vi)) {
    assert.equal(text, text.normalize('NFC'), key);
    assert.doesNotMatch(text, /[₫!]/, key);
  }
});

function flatten(tree: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') texts.set(here, value);
    else for (const [inner, text] of flatten(value as object, here)) texts.set(inner, text);
  }
  return texts;
}

function blanksOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}
