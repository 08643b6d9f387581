// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.PortKeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The helper outside, and questions to one. What it has started ends with the bundle, not when nobody
 * holds the service any more: therefore it is immediate.
 */
@Component(service = OutsideHelper.class, immediate = true)
public final class OutsideHelperComponent implements OutsideHelper {
    private final PlainOutsideHelper helper;

    /** Serves nothing, and asks nobody yet. */
    @Activate
    public OutsideHelperComponent() {
        this.helper = new PlainOutsideHelper();
    }

    @Override
    public Serving serve(InetSocketAddress listen) throws IOException {
        return helper.serve(listen);
    }

    @Override
    public OutsideResult ask(URI url, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException {
        return helper.ask(url, protocol, address, port);
    }

    @Override
    public ReachWatch watch(PortKeeper keeper, URI url, ReachListener listener) {
        return helper.watch(keeper, url, listener);
    }

    /** All users of the service share it: it ends with the bundle. */
    @Override
    public void close() {}

    @Deactivate
    void end() {
        helper.close();
    }
}
