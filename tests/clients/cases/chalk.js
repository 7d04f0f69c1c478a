'use strict';
(async () => {
  const { Chalk, default: plain } = await import('chalk');
  const chalk = new Chalk({ level: 3 });
  console.log(JSON.stringify([chalk.red('a'), chalk.bold.underline.bgBlue(`x${chalk.green('y')}z`), chalk.hex('#f80')('h'), chalk.rgb(1, 2, 3).inverse('r'), chalk.ansi256(200)('n'), chalk.red('two\nlines'), chalk.visible(''), new Chalk({ level: 1 }).hex('#ff0000')('low'), new Chalk({ level: 2 }).bgRgb(9, 200, 9)('mid'), new Chalk({ level: 0 }).red('none')]), typeof plain.red, chalk.red.level);
  try {
    new Chalk({ level: 9 });
  } catch (error) {
    console.log(error.message);
  }
})();
