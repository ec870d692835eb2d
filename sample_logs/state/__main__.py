from sample_logs.state.generate import main

raise SystemExit(main())
