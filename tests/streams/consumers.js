const consumers = require('stream/consumers');
const { Readable } = require('stream');
(async () => {
  const bytes = Buffer.from('{"a":"€"}');
  const halves = () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]);
  console.log(await consumers.text(halves()), await consumers.json(halves()), await consumers.buffer(halves()));
  console.log(await consumers.arrayBuffer(halves()), await consumers.text(['a', 'b']));
  await consumers.json(Readable.from(['{'])).catch((error) => console.log(error.name));
})();
