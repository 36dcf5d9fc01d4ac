import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { digestHeader, isNonce, signingString } from '../../core/signing.ts';
import { readPrivateKey, signRequest, type PartnerKey } from './signing.ts';

interface Vector {
  title: string;
  algorithm: 'hmac-sha256' | 'ed25519';
  keyId: string;
  method: string;
  path: string;
  timestamp: string;
  nonce: string;
  body: string;
  digest: string;
  signingString: string;
  signature: string;
}

const file = JSON.parse(readFileSync(join(import.meta.dirname, '../test-vectors.json'), 'utf8')) as {
  keys: {
    'hmac-sha256': { secretBase64: string };
    ed25519: { privateKeyPkcs8Base64: string; publicKeySpkiBase64: string };
  };
  vectors: Vector[];
};

function keyOf(vector: Vector): PartnerKey {
  return vector.algorithm === 'hmac-sha256'
    ? {
        keyId: vector.keyId,
        algorithm: 'hmac-sha256',
        secret: Buffer.from(file.keys['hmac-sha256'].secretBase64, 'base64'),
      }
    : {
        keyId: vector.keyId,
        algorithm: 'ed25519',
        privateKey: readPrivateKey(file.keys.ed25519.privateKeyPkcs8Base64),
      };
}

describe('the test vectors for partners', () => {
  for (const vector of file.vectors) {
    test(`${vector.algorithm}: ${vector.title}`, () => {
      const made = signRequest(keyOf(vector), { ...vector, timestamp: Number(vector.timestamp) });
      assert.equal(made.headers['td-digest'], vector.digest);
      assert.equal(made.signedText, vector.signingString);
      assert.equal(made.headers['td-signature'], vector.signature);
      assert.ok(isNonce(vector.nonce));
    });

    test(`${vector.algorithm}: the server writes the same text for ${vector.title}`, () => {
      const digest = digestHeader(createHash('sha256').update(vector.body).digest('base64'));
      assert.equal(signingString({ ...vector, digest }), vector.signingString);
    });
  }

  test('Ed25519 signatures verify with the public key alone', () => {
    const publicKey = createPublicKey({
      key: Buffer.from(file.keys.ed25519.publicKeySpkiBase64, 'base64'),
      format: 'der',
      type: 'spki',
    });
    for (const vector of file.vectors.filter(({ algorithm }) => algorithm === 'ed25519')) {
      const signature = Buffer.from(vector.signature, 'base64');
      assert.ok(verify(null, Buffer.from(vector.signingString), publicKey, signature));
      assert.ok(!verify(null, Buffer.from(`${vector.signingString} `), publicKey, signature));
    }
  });
});
