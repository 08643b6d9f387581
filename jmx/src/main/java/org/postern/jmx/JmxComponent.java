// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.keeper.PortKeeper;

import java.lang.management.ManagementFactory;

/** The beans of the {@link PortKeeper} service, as long as it is there. */
@Component(
        service = {},
        immediate = true)
public final class JmxComponent {
    private final KeeperBeans beans;

    /** Registers the beans. */
    @Activate
    public JmxComponent(@Reference PortKeeper keeper) {
        beans = KeeperBeans.register(ManagementFactory.getPlatformMBeanServer(), keeper);
    }

    @Deactivate
    void stop() {
        beans.close();
    }
}
