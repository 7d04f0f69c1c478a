const really = process.reallyExit;
process.reallyExit = function (code) { print('asked for', code); return really.call(process, code + 1); };
process.exit(20);
