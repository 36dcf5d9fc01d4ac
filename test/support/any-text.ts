import fc from 'fast-check';

/** Any UTF-16 text, control characters and half pairs among it; cheaper to make than fast-check's `binary` strings. */
export function anyText(maxLength = 40): fc.Arbitrary<string> {
  const unit = fc.oneof(
    fc.nat({ max: 0x7f }),
    fc.nat({ max: 0xffff }),
    fc.integer({ min: 0xd800, max: 0xdfff }),
  );
  return fc.array(unit, { maxLength }).map((units) => String.fromCharCode(...units));
}
