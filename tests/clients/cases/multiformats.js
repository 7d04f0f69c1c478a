'use strict';
(async () => {
  const { CID, bytes, digest, varint } = await import('multiformats');
  const { base58btc } = await import('multiformats/bases/base58');
  const { base32 } = await import('multiformats/bases/base32');
  const { base64url } = await import('multiformats/bases/base64');
  const { identity } = await import('multiformats/hashes/identity');
  const { sha256 } = await import('multiformats/hashes/sha2');
  const json = await import('multiformats/codecs/json');
  const raw = await import('multiformats/codecs/raw');

  const hash = digest.create(0x12, Buffer.from('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'hex'));
  const cid = CID.create(1, raw.code, hash);
  console.log(cid.toString(), cid.toString(base58btc), cid.toString(base64url), cid.version, cid.code);
  console.log(CID.createV0(hash).toString(), CID.createV0(hash).toV1().toString(), CID.parse(cid.toString()).equals(cid), cid.link() === cid);
  console.log(Buffer.from(cid.bytes).toString('hex'), CID.decode(cid.bytes).toString() === cid.toString(), CID.inspectBytes(cid.bytes.subarray(0, 10)));
  console.log(Buffer.from(json.encode({ a: [1, 'é'] })).toString(), json.decode(Buffer.from('{"x":1}')));
  console.log(JSON.stringify(CID.asCID(cid)), base32.encode(Buffer.from('hello')), Buffer.from(base58btc.decode('zCn8eVZg')).toString(), bytes.toHex(Buffer.from('ab')));
  console.log(varint.encodeTo(300, new Uint8Array(2)), varint.decode(Uint8Array.of(0xac, 2)), (await identity.digest(Buffer.from('id'))).bytes);
  console.log(Buffer.from((await sha256.digest(Buffer.from('abc'))).digest).toString('hex'));
  for (const text of ['', 'zzz', 'bafk', 'Qm123', `${cid}0`]) {
    try {
      CID.parse(text);
      console.log('parsed', text);
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
})();
