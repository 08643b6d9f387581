// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.PortKeeper;
import org.postern.jmx.internal.monitoring.Monitor;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The beans of one keeper: {@code org.postern:type=PortKeeper}, and one {@code
 * org.postern:type=Gateway,id=…} for each gateway. Where the names are taken, as by another framework
 * in the same JVM, all have the further key {@code instance}, from 2 on. Safe for several threads.
 */
final class KeeperBeans implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.postern.jmx");

    private static final String DOMAIN = "org.postern";

    /** More keepers in one JVM are a fault, such as beans that are never removed. */
    private static final int MOST_INSTANCES = 100;

    private final MBeanServer server;
    private final Monitor monitor;
    private final String suffix;

    /** By the id of the gateway; guarded by this, as is the next. */
    private final Map<String, ObjectName> gateways = new HashMap<>();

    private boolean closed;
    private volatile Watch watch = () -> {};

    private KeeperBeans(MBeanServer server, Monitor monitor, String suffix) {
        this.server = server;
        this.monitor = monitor;
        this.suffix = suffix;
    }

    /** Fails with {@link IllegalStateException} when the server refuses the beans. */
    static KeeperBeans register(MBeanServer server, PortKeeper keeper) {
        Monitor monitor = new Monitor("postern-jmx", () -> Optional.of(keeper), keeper::gateways);
        KeeperBeans beans = new KeeperBeans(server, monitor, registerKeeper(server, monitor));
        boolean started = false;
        try {
            beans.start(keeper);
            started = true;
            return beans;
        } finally {
            if (!started) {
                beans.close();
            }
        }
    }

    /** Returns what is appended to the names. */
    private static String registerKeeper(MBeanServer server, Monitor monitor) {
        for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
            String suffix = instance == 1 ? "" : ",instance=" + instance;
            try {
                server.registerMBean(BeanKinds.keeper(monitor), keeperName(suffix));
                return suffix;
            } catch (InstanceAlreadyExistsException e) {
                // Of another keeper.
            } catch (JMException e) {
                throw new IllegalStateException("The MBean server refuses the beans: " + e, e);
            }
        }
        throw new IllegalStateException(
                "There are " + MOST_INSTANCES + " beans of port keepers already.");
    }

    /** After this, whatever the keeper tells of its gateways is seen. */
    private void start(PortKeeper keeper) {
        watch = keeper.watch(this::happened);
        update();
    }

    private void happened(KeeperEvent event) {
        if (event.port().isEmpty() && event.request().isEmpty()) {
            update();
        }
    }

    /** Registers what came, and removes what is gone. */
    private synchronized void update() {
        if (closed) {
            return;
        }
        List<String> now = monitor.gatewayIds();
        List<String> gone = new ArrayList<>(gateways.keySet());
        gone.removeAll(now);
        for (String id : gone) {
            ObjectName name = gateways.remove(id);
            if (name != null) {
                unregister(name);
            }
        }
        for (String id : now) {
            if (!gateways.containsKey(id)) {
                ObjectName name = gatewayName(id);
                try {
                    server.registerMBean(BeanKinds.gateway(monitor, id), name);
                    gateways.put(id, name);
                } catch (JMException e) {
                    LOG.log(Level.WARNING, "The MBean server refuses {0}: {1}", name, e);
                }
            }
        }
    }

    private static ObjectName keeperName(String suffix) {
        return name("type=PortKeeper" + suffix);
    }

    /** Ids are what devices say. */
    private ObjectName gatewayName(String id) {
        return name("type=Gateway,id=" + ObjectName.quote(id) + suffix);
    }

    private static ObjectName name(String keys) {
        try {
            return new ObjectName(DOMAIN + ":" + keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(keys, e);
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Somebody else removed it.
        } catch (JMException e) {
            LOG.log(Level.WARNING, "The MBean server does not remove {0}: {1}", name, e);
        }
    }

    /** Removes all beans, and ends the threads. Closing twice does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            gateways.values().forEach(this::unregister);
            gateways.clear();
            unregister(keeperName(suffix));
        }
        // Waits for a call that is under way, which may need the lock.
        watch.close();
        monitor.close();
    }
}
