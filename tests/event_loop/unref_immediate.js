const lonely = setImmediate(() => print('never'));
print(lonely.hasRef(), lonely.unref() === lonely, lonely.hasRef(), lonely.ref().hasRef());
lonely.unref();
