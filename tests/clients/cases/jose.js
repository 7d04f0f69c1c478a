'use strict';
// What needs no keys: digests and signatures come from WebCrypto.
(async () => {
  const { base64url, decodeJwt, decodeProtectedHeader, UnsecuredJWT, errors } = await import('jose');
  const token = new UnsecuredJWT({ sub: 'ann', 'urn:x': [1, 2] }).setIssuer('me').setAudience('you').setIssuedAt(1e9).setExpirationTime(4e9).encode();
  console.log(token);
  console.log(decodeJwt(token), UnsecuredJWT.decode(token, { audience: 'you' }).payload.sub);
  console.log(base64url.encode('naïve €'), Buffer.from(base64url.decode('_-4')).toString('hex'));
  console.log(decodeProtectedHeader('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x'));
  for (const act of [() => UnsecuredJWT.decode(token, { audience: 'him' }), () => decodeJwt('a.b'), () => decodeJwt('a.!.c'), () => UnsecuredJWT.decode(`${token}x`), () => UnsecuredJWT.decode(new UnsecuredJWT({}).setExpirationTime(5).encode())]) {
    try {
      act();
    } catch (error) {
      console.log(error.name, error.code, error.message, error instanceof errors.JOSEError, error.claim);
    }
  }
})();
