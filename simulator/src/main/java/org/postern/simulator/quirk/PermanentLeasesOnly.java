package org.postern.simulator.quirk;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

/** Takes no lease that ends. */
public final class PermanentLeasesOnly implements RouterHook {
    @Override
    public void check(Mapping asked) throws ActionFault {
        if (asked.leaseSeconds() > 0) {
            throw UpnpError.ONLY_PERMANENT_LEASES.fault();
        }
    }
}
