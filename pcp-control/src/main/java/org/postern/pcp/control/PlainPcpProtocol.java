// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.config.ConfigurationValues;
import org.postern.pcp.control.internal.routes.SystemRoutes;

import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The protocol in plain Java, found by {@link ServiceLoader}. */
public final class PlainPcpProtocol implements ControlProtocol {
    private static final Logger LOG = System.getLogger("org.postern.pcp-control");

    private final PcpEngine engine;

    /** Starts nothing. Unusable servers of the system property are logged. */
    public PlainPcpProtocol() {
        ConfigurationValues values =
                new ConfigurationValues(
                        Map.of(
                                ServerSetting.PROPERTY,
                                System.getProperty(ServerSetting.PROPERTY, "")));
        List<InetSocketAddress> servers =
                values.parsed(ServerSetting.PROPERTY, ServerSetting::parse, ServerSetting.FORM)
                        .orElse(List.of());
        values.logFaults(LOG, ServerSetting.PROPERTY);
        engine = new PcpEngine(new SystemRoutes(), servers, System::getProperty);
    }

    @Override
    public String name() {
        return PcpGateway.CONTROL_PROTOCOL;
    }

    @Override
    public Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException {
        return engine.search(query, listener);
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return engine.watch(query, poll, listener);
    }

    @Override
    public void close() {
        engine.close();
    }
}
