// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.PortKeeper;
import org.postern.doctor.outside.client.HelperClient;
import org.postern.doctor.outside.server.HelperLimits;
import org.postern.doctor.outside.server.HelperServer;
import org.postern.doctor.reach.ReachChecks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/** For plain Java; found by {@link ServiceLoader}. Ends what it has started when it is closed. */
public final class PlainOutsideHelper implements OutsideHelper {
    private final HelperClient client = new HelperClient();

    /** Guarded by this. */
    private final List<Running> running = new ArrayList<>();

    /** Guarded by this. */
    private boolean closed;

    /**
     * What was started here.
     *
     * @param ended whether somebody has closed it
     * @param end closes it
     */
    private record Running(BooleanSupplier ended, Runnable end) {}

    /** Serves nothing, and asks nobody yet. */
    public PlainOutsideHelper() {}

    @Override
    public Serving serve(InetSocketAddress listen) throws IOException {
        HelperServer server = HelperServer.start(listen, HelperLimits.STANDARD);
        if (!atEnd(server::ended, server::close)) {
            server.close();
            throw new IOException("The helper is closed already.");
        }
        return server;
    }

    @Override
    public OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException {
        return client.ask(helper, protocol, address, port);
    }

    @Override
    public ReachWatch watch(PortKeeper keeper, URI helper, ReachListener listener) {
        ReachChecks checks =
                ReachChecks.start(
                        keeper,
                        (protocol, address, port) -> client.ask(helper, protocol, address, port),
                        listener,
                        Clock.systemUTC());
        if (!atEnd(checks::ended, checks::close)) {
            checks.close();
        }
        return checks;
    }

    /** Whether it will be ended: it is too late after the end of all. */
    private synchronized boolean atEnd(BooleanSupplier ended, Runnable end) {
        running.removeIf(each -> each.ended().getAsBoolean());
        if (!closed) {
            running.add(new Running(ended, end));
        }
        return !closed;
    }

    @Override
    public void close() {
        List<Running> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(running);
            running.clear();
        }
        all.forEach(each -> each.end().run());
    }
}
