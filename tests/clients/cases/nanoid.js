'use strict';
(async () => {
  const { nanoid, customAlphabet, customRandom, urlAlphabet } = await import('nanoid');
  const { nanoid: weak } = await import('nanoid/non-secure');
  console.log(/^[\w-]{21}$/.test(nanoid()), nanoid(5).length, nanoid() !== nanoid(), /^[ab]{30}$/.test(customAlphabet('ab', 30)()), urlAlphabet.length, weak(7).length);
  let seed = 7;
  console.log(customRandom('abcdef', 12, (size) => Uint8Array.from({ length: size }, () => (seed = (seed * 73 + 11) & 255)))());
})();
