'use strict';
const yargs = require('yargs');

const parser = (args) => yargs(args).scriptName('tool').locale('en').wrap(72).exitProcess(false).help().version('1.2.3');
(async () => {
  console.log(JSON.stringify(parser(['-abc', '--size=5', '--no-color', 'x', '--list', '1', '2', '--', 'rest']).array('list').parse()));
  console.log(JSON.stringify(parser(['--port', '8080', '--name.first', 'Ann', '--when', '2']).number('port').coerce('when', (n) => n * 2).alias('p', 'port').parse()));
  const told = [];
  const app = (args) => parser(args)
    .command('serve <dir> [port]', 'starts it', (y) => y.positional('port', { default: 80, type: 'number', describe: 'where' }).option('fast', { type: 'boolean', describe: 'quickly' }), (argv) => told.push(`serve ${argv.dir} ${argv.port} ${argv.fast}`))
    .command('list', 'shows all', {}, async () => told.push('list'))
    .demandCommand(1, 'one command at least')
    .option('level', { choices: ['low', 'high'], default: 'low', describe: 'how much' })
    .strict()
    .fail((message, error) => told.push(message ?? error.message));
  for (const args of [['serve', 'here', '--fast'], ['list'], ['serve'], ['nope'], [], ['list', '--level', 'mid'], ['list', '--what']]) {
    await app(args).parse();
    console.log(args.join(' '), '->', told.splice(0));
  }
  console.log(await app(['--help']).getHelp());
  console.log(await app(['serve', '--help']).getHelp());
})();
