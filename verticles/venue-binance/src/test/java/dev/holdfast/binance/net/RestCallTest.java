package dev.holdfast.binance.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

class RestCallTest {
    /** Key and answer of the example in Binance's own documents. */
    private final Signer signer =
        new Signer("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");

    @Test
    void signsTheExampleOfTheVenuesDocuments() {
        String target = RestCall.signed(HttpMethod.POST, "/api/v3/order").with("symbol", "LTCBTC")
            .with("side", "BUY").with("type", "LIMIT").with("timeInForce", "GTC").with("quantity", "1")
            .with("price", "0.1").with("recvWindow", "5000").with("timestamp", "1499827319559")
            .target(signer);
        assertThat(target).startsWith("/api/v3/order?symbol=LTCBTC&side=BUY&").endsWith(
            "&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
    }

    @Test
    void signsNothingThatNeedsNoSignature() {
        assertThat(RestCall.open("/api/v3/time").target(signer)).isEqualTo("/api/v3/time");
        assertThat(RestCall.keyed(HttpMethod.PUT, "/x").with("listenKey", "a b").target(signer))
            .isEqualTo("/x?listenKey=a+b");
    }
}
