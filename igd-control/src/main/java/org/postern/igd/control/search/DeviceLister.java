// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpDevice;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Waits the whole time-out and lists what passed the filter. */
final class DeviceLister implements SearchObserver {
    private final CompletableFuture<List<UpnpDevice>> future;
    private final Consumer<UpnpDevice> early;

    DeviceLister(CompletableFuture<List<UpnpDevice>> future, Consumer<UpnpDevice> early) {
        this.future = future;
        this.early = early;
    }

    @Override
    public void onDevice(IgdDevice device) {
        early.accept(device);
    }

    @Override
    public void onTimeout(List<IgdDevice> devices) {
        future.complete(List.copyOf(devices));
    }

    @Override
    public void onNothing(GatewayException reason) {
        future.completeExceptionally(reason);
    }
}
