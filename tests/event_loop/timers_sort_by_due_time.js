for (const delay of [30, 10, 20, 1, 0, 15]) setTimeout(print, delay, delay);
