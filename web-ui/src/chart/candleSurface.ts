import {
  CandlestickSeries,
  ColorType,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { CandleView, Decimal, FillView } from '../wire';
import { candlestick, firstChange, markers, pricePrecision, volumeBar } from './bars';
import type { Palette } from './palette';

/** Bars seen at first: few enough that candles have a body, and no wide void beside the first few. */
const MOST_FIRST_BARS = 120;
const LEAST_FIRST_BARS = 60;

/** The canvas: what the chart library needs to be told, and nothing of React. */
export class CandleSurface {
  private readonly chart: IChartApi;
  private readonly price: ISeriesApi<'Candlestick', UTCTimestamp>;
  private readonly volume: ISeriesApi<'Histogram', UTCTimestamp>;
  private readonly arrows: ISeriesMarkersPluginApi<UTCTimestamp>;
  private drawn: readonly CandleView[] = [];
  private drawnWith: Palette | undefined;
  private precision = 0;
  private labels = labelFormat(2);
  private averageLine: IPriceLine | undefined;

  /** @param onHover told the open time of the bar under the pointer, in seconds, or undefined */
  constructor(element: HTMLElement, onHover: (time: number | undefined) => void) {
    this.chart = createChart(element, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      timeScale: { timeVisible: true, secondsVisible: true, rightOffset: 6, borderVisible: false },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.16, bottom: 0.2 } },
      layout: { fontSize: 11, attributionLogo: true },
      localization: { priceFormatter: (price: number) => this.labels.format(price) },
    }) as unknown as IChartApi;
    this.price = this.chart.addSeries(CandlestickSeries) as unknown as ISeriesApi<
      'Candlestick',
      UTCTimestamp
    >;
    this.volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    }) as unknown as ISeriesApi<'Histogram', UTCTimestamp>;
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    this.arrows = createSeriesMarkers(this.price, []);
    this.chart.subscribeCrosshairMove((move) => onHover(move.time as number | undefined));
  }

  paint(colours: Palette): void {
    this.chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colours.panel },
        textColor: colours.muted,
        fontFamily: getComputedStyle(document.body).fontFamily,
      },
      grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
      crosshair: {
        vertLine: { color: colours.muted, labelBackgroundColor: colours.muted },
        horzLine: { color: colours.muted, labelBackgroundColor: colours.muted },
      },
    });
    this.price.applyOptions({
      upColor: colours.panel,
      downColor: colours.down,
      borderUpColor: colours.up,
      borderDownColor: colours.down,
      wickUpColor: colours.up,
      wickDownColor: colours.down,
      priceLineColor: colours.accent,
    });
  }

  draw(candles: readonly CandleView[], colours: Palette): void {
    const from = this.drawnWith === colours ? firstChange(this.drawn, candles) : -1;
    if (from < 0) {
      this.drawAll(candles, colours);
    } else {
      for (const candle of candles.slice(from)) {
        this.price.update(candlestick(candle, colours));
        this.volume.update(volumeBar(candle, colours));
      }
    }
    this.drawn = candles;
    this.drawnWith = colours;
  }

  mark(byBar: ReadonlyMap<number, FillView[]>, colours: Palette): void {
    this.arrows.setMarkers(markers(byBar, colours));
  }

  /** A line at the position's average price; none when flat. */
  average(price: Decimal | undefined, colours: Palette): void {
    if (this.averageLine) {
      this.price.removePriceLine(this.averageLine);
      this.averageLine = undefined;
    }
    if (price !== undefined) {
      this.averageLine = this.price.createPriceLine({
        price: Number(price),
        color: colours.muted,
        lineStyle: LineStyle.Dashed,
        lineWidth: 1,
        title: 'avg',
      });
    }
  }

  remove(): void {
    this.chart.remove();
  }

  private drawAll(candles: readonly CandleView[], colours: Palette): void {
    const precision = pricePrecision(candles);
    if (precision !== this.precision) {
      this.precision = precision;
      this.labels = labelFormat(precision);
      this.price.applyOptions({ priceFormat: { type: 'price', precision, minMove: 1 / 10 ** precision } });
    }
    const first = this.drawn[0];
    const known =
      first !== undefined &&
      first.instrument === candles[0]?.instrument &&
      first.interval === candles[0].interval &&
      // A few bars can be pushed before the past is loaded; what was seen of them is no choice of anybody.
      candles.length < 2 * this.drawn.length;
    this.price.setData(candles.map((candle) => candlestick(candle, colours)));
    this.volume.setData(candles.map((candle) => volumeBar(candle, colours)));
    if (!known && candles.length > 0) {
      this.price.priceScale().applyOptions({ autoScale: true });
      const seen = Math.min(MOST_FIRST_BARS, Math.max(LEAST_FIRST_BARS, candles.length));
      this.chart.timeScale().setVisibleLogicalRange({ from: candles.length - seen, to: candles.length + 6 });
    }
  }
}

/** Axis labels: drawn positions, not figures of the desk, so they may come from numbers. */
function labelFormat(precision: number): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: precision,
    maximumFractionDigits: precision,
  });
}
