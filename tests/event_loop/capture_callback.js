process.on('uncaughtException', () => print('not asked'));
process.setUncaughtExceptionCaptureCallback((error) => print('captured', error));
print(process.hasUncaughtExceptionCaptureCallback());
try { process.setUncaughtExceptionCaptureCallback(() => {}); } catch (error) { print(error.code); }
try { process.setUncaughtExceptionCaptureCallback(1); } catch (error) { print(error.message); }
setTimeout(() => { throw 1; }, 1);
setTimeout(() => { process.setUncaughtExceptionCaptureCallback(null); throw 2; }, 5);
