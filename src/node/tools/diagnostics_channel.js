'use strict';
// node:diagnostics_channel: named channels that a library writes to and others listen to.

const { invalidArgType } = errors;

const channels = new Map();
const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function checkFunction(name, value) {
  if (typeof value !== 'function') throw invalidArgType(name, 'Function', value);
}

/** A listener's error is the program's: it is thrown where nothing catches it. */
function report(error) {
  process.nextTick(() => {
    throw error;
  });
}

/** What `run` gives, with each of the stores set to what `data` is for it. */
function inStores(stores, data, run) {
  let next = run;
  for (const [store, transform] of stores) {
    const inner = next;
    next = () => {
      let value = data;
      try {
        value = transform ? transform(data) : data;
      } catch (error) {
        report(error);
        return inner();
      }
      return store.run(value, inner);
    };
  }
  return next();
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
  }

  get hasSubscribers() {
    return false;
  }

  subscribe(subscription) {
    checkFunction('subscription', subscription);
    Object.setPrototypeOf(this, ActiveChannel.prototype);
    this._subscribers = [];
    this._stores = new Map();
    this.subscribe(subscription);
  }

  unsubscribe() {
    return false;
  }

  bindStore(store, transform) {
    Object.setPrototypeOf(this, ActiveChannel.prototype);
    this._subscribers = [];
    this._stores = new Map();
    this.bindStore(store, transform);
  }

  unbindStore() {
    return false;
  }

  publish() {}

  runStores(data, fn, thisArg, ...args) {
    return Reflect.apply(fn, thisArg, args);
  }
}

/** A channel with listeners, or with stores that are bound to it. */
class ActiveChannel {
  get hasSubscribers() {
    return true;
  }

  subscribe(subscription) {
    checkFunction('subscription', subscription);
    this._subscribers = [...this._subscribers, subscription];
  }

  unsubscribe(subscription) {
    const at = this._subscribers.indexOf(subscription);
    if (at < 0) return false;
    this._subscribers = this._subscribers.toSpliced(at, 1);
    restIfUnused(this);
    return true;
  }

  bindStore(store, transform) {
    this._stores.set(store, transform);
  }

  unbindStore(store) {
    const was = this._stores.delete(store);
    restIfUnused(this);
    return was;
  }

  publish(data) {
    for (const subscription of this._subscribers) {
      try {
        subscription(data, this.name);
      } catch (error) {
        report(error);
      }
    }
  }

  runStores(data, fn, thisArg, ...args) {
    return inStores(this._stores, data, () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    });
  }
}

Object.setPrototypeOf(ActiveChannel.prototype, Channel.prototype);
Object.defineProperty(Channel, Symbol.hasInstance, {
  value(instance) {
    if (this !== Channel) return Function.prototype[Symbol.hasInstance].call(this, instance);
    const prototype = Object.getPrototypeOf(Object(instance));
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  },
});

function restIfUnused(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
}

function channel(name) {
  const found = channels.get(name);
  if (found !== undefined) return found;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw invalidArgType('channel', ['string', 'symbol'], name);
  }
  const made = new Channel(name);
  channels.set(name, made);
  return made;
}

function subscribe(name, subscription) {
  channel(name).subscribe(subscription);
}

function unsubscribe(name, subscription) {
  return channel(name).unsubscribe(subscription);
}

function hasSubscribers(name) {
  return channels.get(name)?.hasSubscribers ?? false;
}

/** The five channels around an operation. */
class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of EVENTS) {
      const value =
        typeof nameOrChannels === 'string' ? channel(`tracing:${nameOrChannels}:${event}`) : nameOrChannels[event];
      Object.defineProperty(this, event, { __proto__: null, value });
    }
  }

  get hasSubscribers() {
    return EVENTS.some((event) => this[event]?.hasSubscribers);
  }

  subscribe(handlers) {
    for (const event of EVENTS) if (handlers[event]) this[event]?.subscribe(handlers[event]);
  }

  unsubscribe(handlers) {
    let done = true;
    for (const event of EVENTS) {
      if (handlers[event] && !this[event]?.unsubscribe(handlers[event])) done = false;
    }
    return done;
  }

  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () => {
      try {
        const result = Reflect.apply(fn, thisArg, args);
        context.result = result;
        return result;
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settle = () => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    const failed = (error) => {
      context.error = error;
      this.error.publish(context);
      settle();
      return Promise.reject(error);
    };
    const done = (result) => {
      context.result = result;
      settle();
      return result;
    };
    return this.start.runStores(context, () => {
      try {
        return Promise.resolve(Reflect.apply(fn, thisArg, args)).then(done, failed);
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    checkFunction('callback', callback);
    const { asyncStart, asyncEnd, error: failure } = this;
    const wrapped = function wrappedCallback(error, result) {
      if (error) {
        context.error = error;
        failure.publish(context);
      } else {
        context.result = result;
      }
      return asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    };
    args.splice(position, 1, wrapped);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (error) {
        context.error = error;
        failure.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}

function tracingChannel(nameOrChannels) {
  const isNamed = typeof nameOrChannels === 'string';
  if (!isNamed && (typeof nameOrChannels !== 'object' || nameOrChannels === null)) {
    throw invalidArgType('nameOrChannels', ['string', 'TracingChannel', 'Object'], nameOrChannels);
  }
  return new TracingChannel(nameOrChannels);
}

module.exports = { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel };
