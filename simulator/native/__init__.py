"""Real systems as native processes on this machine: installed once, started on loopback, ended exactly."""
