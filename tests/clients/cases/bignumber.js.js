'use strict';
(async () => {
  const { BigNumber } = await import('bignumber.js');
  const B = (value, base) => new BigNumber(value, base);
  console.log(B('0.1').plus(0.2).toString(), B(2).pow(200).toString(), B('zz', 36).toString(), B(255).toString(16), B(1).div(3).toFixed(), B(10).sqrt().toFixed(15), B(-5).idiv(2).toString(), B(-5).mod(3).toString(), B('1234567.891').toFormat(2), B(1.5).decimalPlaces(), B('1e500').toString(), B(NaN).isNaN(), B(7).modulo(4).toNumber(), B(3).exponentiatedBy(100, 7).toString());
  BigNumber.config({ DECIMAL_PLACES: 5, ROUNDING_MODE: 2, EXPONENTIAL_AT: 3 });
  console.log(B(1).div(3).toString(), B(12345).toString(), B('0.00012').toString(), B(5).comparedTo(4), BigNumber.sum(1, '2', 3).toString(), BigNumber.minimum(4, 2).toString(), B(0.5).toFraction().join('/'), JSON.stringify([B(1.5)]), B('-0').valueOf());
})();
