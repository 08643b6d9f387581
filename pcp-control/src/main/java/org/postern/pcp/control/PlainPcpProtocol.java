// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import org.postern.pcp.control.internal.routes.SystemRoutes;

import java.util.Map;
import java.util.ServiceLoader;

/** The protocol in plain Java, found by {@link ServiceLoader}. */
public final class PlainPcpProtocol extends EngineProtocol {
    /** Starts nothing. Unusable servers of the system property are logged. */
    public PlainPcpProtocol() {
        super(
                new PcpEngine(
                        new SystemRoutes(),
                        ServerSetting.read(
                                Map.of(
                                        ServerSetting.PROPERTY,
                                        System.getProperty(ServerSetting.PROPERTY, "")),
                                ServerSetting.PROPERTY,
                                ServerSetting.PROPERTY),
                        System::getProperty));
    }
}
