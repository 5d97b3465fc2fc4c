package dev.holdfast.binance.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.binance.feed.FrameReader.DepthFrame;
import dev.holdfast.binance.feed.FrameReader.OtherFrame;
import dev.holdfast.binance.feed.FrameReader.ShutdownFrame;
import dev.holdfast.binance.feed.FrameReader.TickerFrame;
import dev.holdfast.binance.feed.FrameReader.TradeFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final String TRADE = "{'e':'trade','E':1723161255343,'s':'BTCUSDT','t':3735683259,"
        + "'p':'61837.63000000','q':'0.02000000','T':1723161255342,'m':true,'M':true}";
    private final FrameReader reader = new FrameReader();

    private FrameReader.Frame read(String text) throws MalformedFrame {
        return reader.read(text.replace('\'', '"'));
    }

    @Test
    void readsATradeCombinedOrBare() throws MalformedFrame {
        var expected = new TradeFrame("BTCUSDT", 3735683259L, 6_183_763_000_000L, 2_000_000L, true,
            1723161255343L, 1723161255342L);
        assertThat(read(TRADE)).isEqualTo(expected);
        assertThat(read("{'stream':'btcusdt@trade','data':" + TRADE + "}")).isEqualTo(expected);
        assertThat(read("{'data':" + TRADE + ",'stream':'btcusdt@trade'}")).isEqualTo(expected);
    }

    @Test
    void readsABookTickerThoughItHasNoName() throws MalformedFrame {
        assertThat(read("{'stream':'x','data':{'u':7,'s':'BTCUSDT','b':'1.0','B':'2','a':'1.5','A':'3'}}"))
            .isEqualTo(new TickerFrame("BTCUSDT", 7, 100_000_000L, 200_000_000L, 150_000_000L, 300_000_000L));
    }

    @Test
    void readsADepthEventOfAnyLength() throws MalformedFrame {
        var levels = new StringBuilder();
        int count = 700;
        for (int i = 1; i <= count; i++) {
            levels.append(i == 1 ? "" : ",").append("['").append(i).append("','0.5']");
        }
        var frame = (DepthFrame) read("{'e':'depthUpdate','E':5,'s':'BTCUSDT','U':3,'u':4,'b':[" + levels
            + "],'a':[]}");
        assertThat(frame.update().firstId()).isEqualTo(3);
        assertThat(frame.update().lastId()).isEqualTo(4);
        assertThat(frame.update().bids().pairs()).hasSize(count * 2).endsWith(70_000_000_000L, 50_000_000L);
        assertThat(frame.update().asks().pairs()).isEmpty();
    }

    @Test
    void passesOverWhatItWasNotMadeFor() throws MalformedFrame {
        assertThat(read("{'result':null,'id':1}")).isInstanceOf(OtherFrame.class);
        assertThat(read("{'e':'kline','s':'BTCUSDT','k':{'t':1,'o':'2'}}")).isInstanceOf(OtherFrame.class);
        assertThat(read("{'e':'somethingNew','x':[1,[2]]}"))
            .isInstanceOf(OtherFrame.class);
    }

    @Test
    void hearsTheShutdownNotice() throws MalformedFrame {
        assertThat(read("{'e':'serverShutdown','E':1}")).isInstanceOf(ShutdownFrame.class);
        assertThat(read("{'stream':'x','data':{'e':'serverShutdown','E':1}}"))
            .isInstanceOf(ShutdownFrame.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "garbage", "[]", "1", "{", "{'e':'trade'}", "{'e':'trade'} {}",
        "{'e':'trade','E':1,'s':'X','t':1,'p':'-1','q':'1','T':1,'m':true}",
        "{'e':'trade','E':1,'s':'X','t':1,'p':'abc','q':'1','T':1,'m':true}",
        "{'e':'trade','E':1,'s':'X','t':1,'p':'1','q':'0','T':1,'m':true}",
        "{'e':'trade','E':1,'s':'X','t':1,'p':'1','q':'1','T':'soon','m':true}",
        "{'e':'trade','E':1,'s':'X','t':1,'p':'1','q':'1','T':1,'m':'yes'}",
        "{'e':'depthUpdate','E':1,'s':'X','U':5,'u':4,'b':[],'a':[]}",
        "{'e':'depthUpdate','E':1,'s':'X','U':1,'u':4,'b':[]}",
        "{'e':'depthUpdate','E':1,'s':'X','U':1,'u':4,'b':[['1']],'a':[]}",
        "{'e':'depthUpdate','E':1,'s':'X','U':1,'u':4,'b':[[1,2]],'a':[]}",
        "{'e':'depthUpdate','E':1,'s':'X','U':1,'u':4,'b':['1','2'],'a':[]}",
        "{'u':99999999999999999999,'s':'X','b':'1','B':'1','a':'1','A':'1'}"})
    void refusesWhatItCannotTrust(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFrame.class);
    }

    @Test
    void readsTheNextFrameAfterABadOne() throws MalformedFrame {
        assertThatThrownBy(() -> read(TRADE.substring(0, 60))).isInstanceOf(MalformedFrame.class);
        assertThat(read(TRADE)).isInstanceOf(TradeFrame.class);
    }

    @Test
    void readsASnapshot() throws MalformedFrame {
        var snapshot = reader.readSnapshot("{\"lastUpdateId\":9,\"bids\":[[\"1\",\"2\"]],\"asks\":[]}");
        assertThat(snapshot.lastId()).isEqualTo(9);
        assertThat(snapshot.bids().pairs()).containsExactly(100_000_000L, 200_000_000L);
        assertThatThrownBy(() -> reader.readSnapshot("{\"code\":-1121}")).isInstanceOf(MalformedFrame.class);
    }
}
