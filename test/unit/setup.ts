/** happy-dom has no navigation timing: the pages of these tests have long been ready. */
Object.defineProperty(performance, 'timing', { value: { domContentLoadedEventStart: 1 } });
