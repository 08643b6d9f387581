// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortClaim;
import org.postern.port.keeper.kept.Origin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what {@link PortClaim} services claim, as long as they are there. */
@Component(
        service = {},
        immediate = true)
public final class ClaimWhiteboard {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private final RunningKeeper running;
    private final Map<ServiceReference<PortClaim>, KeptPort> kept = new ConcurrentHashMap<>();

    @Activate
    public ClaimWhiteboard(@Reference KeeperComponent keeper) {
        running = keeper.running();
    }

    /** Anybody can bring a claim; one that is of no use must not disturb the others. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(ServiceReference<PortClaim> reference, PortClaim claim) {
        String bundle = "bundle " + reference.getBundle().getSymbolicName();
        try {
            kept.put(
                    reference,
                    running.keeper()
                            .keep(
                                    claim.terms(),
                                    new ShieldedListener(bundle, claim),
                                    new Origin(bundle, false)));
        } catch (GatewayException e) {
            LOG.log(Level.WARNING, "A claim of " + bundle + " is left alone. " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "A claim of " + bundle + " is left alone: " + e);
        }
    }

    void remove(ServiceReference<PortClaim> reference) {
        KeptPort port = kept.remove(reference);
        if (port != null) {
            running.release(List.of(port));
        }
    }

    @Deactivate
    void stop() {
        running.release(List.copyOf(kept.values()));
        kept.clear();
    }
}
