// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.pcp.control.internal.routes.SystemRoutes;

import java.util.Map;

/** The engine of both protocols, which ends with the last of them. */
@Component(service = PcpEngineComponent.class, configurationPid = PcpEngineComponent.PID)
@Designate(ocd = PcpEngineComponent.Config.class)
public final class PcpEngineComponent {
    static final String PID = "org.postern.pcp.control";

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
    public PcpEngineComponent(BundleContext context, Map<String, Object> properties) {
        engine =
                new PcpEngine(
                        new SystemRoutes(),
                        ServerSetting.read(properties, "servers", PID),
                        context::getProperty);
    }

    PcpEngine engine() {
        return engine;
    }

    @Deactivate
    void end() {
        engine.close();
    }
}
