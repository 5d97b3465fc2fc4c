package dev.holdfast.venuesim.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example of the public documentation. */
    @Test
    void equalsTheDocumentedExample() {
        var text = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
            + "&timestamp=1499827319559";

        assertThat(Signature.of("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j", text))
            .isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
    }

    @Test
    void leavesNoStraySeparatorWhereverTheSignatureStood() {
        assertThat(Signature.strip("signature=ab&a=1&b=2")).isEqualTo("a=1&b=2");
        assertThat(Signature.strip("a=1&signature=ab&b=2")).isEqualTo("a=1&b=2");
        assertThat(Signature.strip("a=1&b=2&signature=ab")).isEqualTo("a=1&b=2");
        assertThat(Signature.strip("signature=ab")).isEmpty();
    }

    @Test
    void joinsQueryAndBodyWithoutASeparator() {
        assertThat(Params.ofHttp("a=1&b=2", "c=3&signature=ff").signedText()).isEqualTo("a=1&b=2c=3");
    }

    @Test
    void sortsSocketParametersByName() {
        var params = new JsonObject().put("timestamp", 7L).put("apiKey", "k").put("signature", "ff").put("b",
            "1");

        assertThat(Params.ofJson(params).signedText()).isEqualTo("apiKey=k&b=1&timestamp=7");
    }

    @Test
    void acceptsUpperCaseHex() {
        assertThat(Signature.isValid("secret", "a=1", Signature.of("secret", "a=1").toUpperCase())).isTrue();
        assertThat(Signature.isValid("secret", "a=2", Signature.of("secret", "a=1"))).isFalse();
    }
}
