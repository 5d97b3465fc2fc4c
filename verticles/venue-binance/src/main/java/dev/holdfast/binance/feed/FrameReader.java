package dev.holdfast.binance.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.holdfast.binance.book.DepthSnapshot;
import dev.holdfast.binance.book.DepthUpdate;
import dev.holdfast.binance.book.Fixed8;
import dev.holdfast.binance.book.Levels;
import java.io.IOException;

/**
 * Reads market frames in one pass over the text, without building a tree. Understands combined frames
 * ({@code {"stream":…,"data":{…}}}) and bare ones, whatever the order of their fields. Not thread safe: its
 * scratch space is reused from frame to frame.
 */
public final class FrameReader {
    private static final JsonFactory JSON = JsonFactory.builder()
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

    private final LevelScratch bidScratch = new LevelScratch();
    private final LevelScratch askScratch = new LevelScratch();
    private final Fields fields = new Fields();

    /** What came in, still in the venue's units: prices and quantities in 10<sup>-8</sup>, times in ms. */
    public sealed interface Frame {
    }

    /** Somebody traded. */
    record TradeFrame(String symbol, long tradeId, long price, long quantity, boolean buyerIsMaker,
                      long eventMillis, long tradeMillis) implements Frame {
    }

    /** The best bid and ask changed. The venue sends no time with it. */
    record TickerFrame(String symbol, long updateId, long bid, long bidQuantity, long ask, long askQuantity)
        implements Frame {
    }

    /** Levels changed. */
    record DepthFrame(String symbol, long eventMillis, DepthUpdate update) implements Frame {
    }

    /** The venue is about to close the connection. */
    record ShutdownFrame() implements Frame {
    }

    /** Well formed, but nothing that we asked for. */
    record OtherFrame() implements Frame {
    }

    /** Reads one text frame. */
    public Frame read(String text) throws MalformedFrame {
        fields.clear();
        try (JsonParser json = JSON.createParser(text)) {
            parse(json);
            return frame();
        } catch (IOException | NumberFormatException e) {
            throw new MalformedFrame("not a market frame: " + reason(e));
        }
    }

    /** Reads the body of {@code GET /api/v3/depth}. */
    public DepthSnapshot readSnapshot(String text) throws MalformedFrame {
        fields.clear();
        try (JsonParser json = JSON.createParser(text)) {
            parse(json);
            if (fields.lastUpdateId < 0 || fields.bids == null || fields.asks == null) {
                throw new MalformedFrame("not a depth snapshot");
            }
            return new DepthSnapshot(fields.lastUpdateId, fields.bids, fields.asks);
        } catch (IOException | NumberFormatException e) {
            throw new MalformedFrame("not a depth snapshot: " + reason(e));
        }
    }

    private void parse(JsonParser json) throws IOException, MalformedFrame {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedFrame("not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && "data".equals(name)) {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String inner = json.currentName();
                    field(json, inner, json.nextToken());
                }
            } else {
                field(json, name, value);
            }
        }
        if (json.nextToken() != null) {
            throw new MalformedFrame("more than one JSON value");
        }
    }

    private void field(JsonParser json, String name, JsonToken value) throws IOException, MalformedFrame {
        switch (name) {
            case "e" -> fields.event = json.getText();
            case "s" -> fields.symbol = json.getText();
            case "E" -> fields.eventMillis = json.getLongValue();
            case "T" -> fields.tradeMillis = json.getLongValue();
            case "t" -> fields.tradeId = value.isNumeric() ? json.getLongValue() : -1;
            case "u" -> fields.lastId = json.getLongValue();
            case "U" -> fields.firstId = json.getLongValue();
            case "lastUpdateId" -> fields.lastUpdateId = json.getLongValue();
            case "p" -> fields.price = decimal(json);
            case "q" -> fields.quantity = decimal(json);
            case "B" -> fields.bidQuantity = decimal(json);
            case "A" -> fields.askQuantity = decimal(json);
            case "m" -> fields.buyerIsMaker = json.getBooleanValue();
            case "b", "bids" -> bids(json, value);
            case "a", "asks" -> asks(json, value);
            default -> json.skipChildren();
        }
    }

    private void bids(JsonParser json, JsonToken value) throws IOException, MalformedFrame {
        if (value == JsonToken.START_ARRAY) {
            fields.bids = bidScratch.read(json);
        } else if (value == JsonToken.VALUE_STRING) {
            fields.bid = decimal(json);
        }
    }

    private void asks(JsonParser json, JsonToken value) throws IOException, MalformedFrame {
        if (value == JsonToken.START_ARRAY) {
            fields.asks = askScratch.read(json);
        } else if (value == JsonToken.VALUE_STRING) {
            fields.ask = decimal(json);
        }
    }

    private Frame frame() throws MalformedFrame {
        if (fields.event == null) {
            boolean ticker = fields.symbol != null && fields.bidQuantity >= 0 && fields.askQuantity >= 0;
            return ticker ? ticker() : new OtherFrame();
        }
        return switch (fields.event) {
            case "trade" -> trade();
            case "depthUpdate" -> depth();
            case "bookTicker" -> ticker();
            case "serverShutdown" -> new ShutdownFrame();
            default -> new OtherFrame();
        };
    }

    private Frame trade() throws MalformedFrame {
        require(fields.symbol != null && fields.tradeId >= 0 && fields.price > 0 && fields.quantity > 0
            && fields.tradeMillis >= 0, "trade");
        return new TradeFrame(fields.symbol, fields.tradeId, fields.price, fields.quantity,
            fields.buyerIsMaker, Math.max(fields.eventMillis, fields.tradeMillis), fields.tradeMillis);
    }

    private Frame ticker() throws MalformedFrame {
        require(fields.symbol != null && fields.lastId >= 0 && fields.bid >= 0 && fields.ask >= 0
            && fields.bidQuantity >= 0 && fields.askQuantity >= 0, "bookTicker");
        return new TickerFrame(fields.symbol, fields.lastId, fields.bid, fields.bidQuantity, fields.ask,
            fields.askQuantity);
    }

    private Frame depth() throws MalformedFrame {
        require(fields.symbol != null && fields.firstId >= 0 && fields.lastId >= fields.firstId
            && fields.eventMillis >= 0 && fields.bids != null && fields.asks != null, "depthUpdate");
        return new DepthFrame(fields.symbol, fields.eventMillis,
            new DepthUpdate(fields.firstId, fields.lastId, fields.bids, fields.asks));
    }

    private static void require(boolean complete, String what) throws MalformedFrame {
        if (!complete) {
            throw new MalformedFrame("a " + what + " frame lacks a field or has one out of range");
        }
    }

    static long decimal(JsonParser json) throws IOException {
        return Fixed8.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    private static String reason(Exception e) {
        String text = e instanceof JsonProcessingException json
            ? json.getOriginalMessage() : e.getMessage();
        int mostShown = 120;
        return text.length() <= mostShown ? text : text.substring(0, mostShown);
    }

    /** Everything a frame may hold; -1 or null means absent. */
    private static final class Fields {
        private String event;
        private String symbol;
        private long eventMillis;
        private long tradeMillis;
        private long tradeId;
        private long firstId;
        private long lastId;
        private long lastUpdateId;
        private long price;
        private long quantity;
        private long bid;
        private long bidQuantity;
        private long ask;
        private long askQuantity;
        private boolean buyerIsMaker;
        private Levels bids;
        private Levels asks;

        private void clear() {
            event = null;
            symbol = null;
            eventMillis = -1;
            tradeMillis = -1;
            tradeId = -1;
            firstId = -1;
            lastId = -1;
            lastUpdateId = -1;
            price = -1;
            quantity = -1;
            bid = -1;
            bidQuantity = -1;
            ask = -1;
            askQuantity = -1;
            buyerIsMaker = false;
            bids = null;
            asks = null;
        }
    }
}
