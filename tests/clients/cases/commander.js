'use strict';
const { Command, Option, Argument, InvalidArgumentError } = require('commander');

const program = () => {
  const out = [];
  const made = new Command('tool').description('does things').version('1.0.0').exitOverride().configureOutput({ writeOut: (text) => out.push(text), writeErr: (text) => out.push(text) });
  const number = (text) => { if (Number.isNaN(+text)) throw new InvalidArgumentError('Not a number.'); return +text; };
  made.option('-d, --debug', 'more words').addOption(new Option('-s, --size <size>', 'how large').choices(['small', 'large']).default('small')).option('-n, --number <n>', 'a number', number).option('--no-color', 'plain').option('-l, --list <items...>', 'several');
  made.command('copy').argument('<from>', 'source').addArgument(new Argument('[to]', 'target').default('.')).option('-f, --force').action((from, to, options) => out.push(`copy ${from} ${to} ${JSON.stringify(options)}`));
  made.command('late').action(async () => { await null; out.push('late'); });
  made.hook('preAction', (_, action) => out.push(`before ${action.name()}`));
  return [made, out];
};
(async () => {
  for (const args of [['copy', 'a', '-f'], ['-d', '--no-color', '-n', '5', '-l', 'x', 'y', '--', 'late'], ['copy'], ['copy', 'a', 'b', 'c'], ['--sized', 'x', 'late'], ['-s', 'huge', 'late'], ['-n', 'five', 'late'], ['cpy'], ['--help'], ['copy', '--help'], ['--version']]) {
    const [made, out] = program();
    let end = 'ok';
    try {
      await made.parseAsync(args, { from: 'user' });
    } catch (error) {
      end = `${error.code} ${error.exitCode}`;
    }
    console.log(args.join(' '), '->', end, JSON.stringify(made.opts()));
    console.log(out.join('|'));
  }
})();
