// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
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

/** Gateways that are controlled over PCP or NAT-PMP. Its watches end with it at the latest. */
@Component(service = ControlProtocol.class, configurationPid = PcpProtocol.PID)
@Designate(ocd = PcpProtocol.Config.class)
public final class PcpProtocol implements ControlProtocol {
    static final String PID = "org.postern.pcp.control";

    private static final Logger LOG = System.getLogger("org.postern.pcp-control");

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: PCP and NAT-PMP",
            description = "Where gateways are asked that open ports over PCP or NAT-PMP.")
    public @interface Config {
        /** Beside the default gateways. */
        @AttributeDefinition(
                name = "Servers",
                description =
                        "Up to eight servers that are asked beside the default gateways, such as"
                                + " those of VPN providers: addresses with or without a port,"
                                + " separated by commas, such as 10.2.0.1 or 10.2.0.1:5351."
                                + " Default: empty.",
                required = false)
        String servers() default "";
    }

    private final PcpEngine engine;

    /** Starts nothing. Unusable servers are logged. The context tells where the state is. */
    @Activate
    public PcpProtocol(BundleContext context, Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        List<InetSocketAddress> servers =
                values.parsed("servers", ServerSetting::parse, ServerSetting.FORM)
                        .orElse(List.of());
        values.logFaults(LOG, PID);
        engine = new PcpEngine(new SystemRoutes(), servers, context::getProperty);
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
    @Deactivate
    public void close() {
        engine.close();
    }
}
