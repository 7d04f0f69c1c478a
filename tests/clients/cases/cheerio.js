'use strict';
(async () => {
  const { load } = await import('cheerio/slim');
  const $ = load('<ul id="f"><li class="a">Apple</li><li class="b c" data-k=\'{"x":1}\'>Pear</li><li>Fig<span>!</span></li></ul><input value="v"><p>a<p>b');
  console.log($('li').length, $('.b.c').text(), $('li:nth-child(2)').data('k'), $('#f > li:not(.a)').map((_, node) => $(node).text()).get(), $('li').first().next().attr('class'), $('input').val(), $('li:contains("Fig") span').parent().index(), $('li:has(span)').html());
  $('.a').addClass('z').attr('title', 'x"y').append(' <b>!</b>').prependTo('ul').after('<hr>');
  $('li').last().remove();
  $('p').wrap('<div></div>').css('color', 'red').each((at, node) => { $(node).text(`${at}<`); });
  console.log($.html(), $('ul').children().toArray().map((node) => node.name), $.text(), $('*').length);
})();
