package dev.holdfast.node;

import io.vertx.core.impl.VertxBootstrapImpl;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Found by Vert.x as a service: gives every clustered bus of the process {@link EachNodeSelector}. */
public final class BusProvider implements VertxServiceProvider {
    @Override
    public void init(VertxBootstrap bootstrap) {
        if (bootstrap instanceof VertxBootstrapImpl own) {
            own.clusterNodeSelector(new EachNodeSelector());
        }
    }
}
