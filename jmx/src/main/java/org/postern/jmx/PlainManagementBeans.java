// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.postern.api.keeper.ManagementBeans;
import org.postern.api.keeper.PortKeeper;

import java.lang.management.ManagementFactory;
import java.util.ServiceLoader;

/** Registers beans in plain Java; found by {@link ServiceLoader}. */
public final class PlainManagementBeans implements ManagementBeans {
    public PlainManagementBeans() {}

    @Override
    public Registration register(PortKeeper keeper) {
        KeeperBeans beans =
                KeeperBeans.register(ManagementFactory.getPlatformMBeanServer(), keeper);
        return beans::close;
    }
}
